Component({
  relations: { '../tab/tab': { type: 'child' } },
  methods: {
    count() {
      return this.getRelationNodes('../tab/tab').length
    },
  },
})
