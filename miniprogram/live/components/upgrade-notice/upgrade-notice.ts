/** Full page for a WeChat client that is too old: what does not work, why, and two buttons. */
Component({
  properties: {
    /** An `UpgradeView` of services/phone/upgrade.ts. */
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
