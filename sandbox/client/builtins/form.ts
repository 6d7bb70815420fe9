import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'
import { formItems } from './shared/form-item'

/** Whether the `formaction` event of a button has `form-type="reset"`. */
function isReset(detail: unknown): boolean {
  return (
    typeof detail === 'object' &&
    detail !== null &&
    'formType' in detail &&
    detail.formType === 'reset'
  )
}

Component({
  behaviors: [common],
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  lifetimes: {
    attached() {
      engineOf(this).addListener('formaction', ({ detail }) => {
        const items = formItems(elementOf(this))
        if (isReset(detail)) {
          for (const item of items) item.reset()
          this.triggerEvent('reset', {})
        } else {
          const named = items.filter(({ name }) => name !== '')
          this.triggerEvent('submit', {
            value: Object.fromEntries(named.map((item) => [item.name, item.value()])),
          })
        }
      })
    },
  },
})
