import { log } from '../../log'

const common = Behavior({
  properties: { bp: { type: Number, value: 5 } },
  lifetimes: {
    attached() {
      log.push('b-attached')
    },
  },
})

Component({
  behaviors: [common, 'wx://component-export'],
  options: { addGlobalClass: true, pureDataPattern: /^_/ },
  properties: {
    name: {
      type: String,
      value: 'dflt',
      observer(now: string, before: string) {
        log.push(`pobs ${before}->${now}`)
      },
    },
    multi: { type: Number, optionalTypes: [String], value: 0 },
  },
  data: { _pure: 1 },
  observers: {
    name(value: string) {
      log.push(`obs ${value}`)
    },
  },
  lifetimes: {
    created() {
      log.push('created')
    },
    attached() {
      log.push(`attached ${this.data.name}`)
    },
  },
  pageLifetimes: {
    show() {
      log.push('pl-show')
    },
    hide() {
      log.push('pl-hide')
    },
  },
  methods: {
    fire() {
      this.triggerEvent('up', { v: 1 })
    },
  },
  export() {
    return { exported: 42, self: this }
  },
})
