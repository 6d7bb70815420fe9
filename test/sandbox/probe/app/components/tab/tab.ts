Component({
  relations: {
    '../tabs/tabs': {
      type: 'parent',
      linked() {
        this.setData({ linked: '+L' })
      },
    },
  },
  properties: { label: String },
  data: { linked: '' },
})
