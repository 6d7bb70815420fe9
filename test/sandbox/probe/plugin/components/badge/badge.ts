Component({
  properties: { label: String },
  methods: {
    onTap() {
      this.triggerEvent('press', { label: this.data.label })
    },
  },
})
