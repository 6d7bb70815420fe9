Component({
  methods: {
    onTap() {
      this.triggerEvent('turn')
    },
  },
})
