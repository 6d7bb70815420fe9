/** One full page for a client too old for the shop: what, why, and two things to do. */
Component({
  properties: {
    /** The `UpgradeView` of services/upgrade.ts. */
    notice: Object,
  },
  methods: {
    onUpdate() {
      this.triggerEvent('update')
    },
    onBrowse() {
      this.triggerEvent('browse')
    },
  },
})
