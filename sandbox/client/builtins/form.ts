import { common } from './shared/common'
import { elementOf, engineOf } from './shared/element'
import { formItems } from './shared/form-item'

interface FormAction {
  readonly detail: { readonly formType: string }
}

Component({
  behaviors: [common],
  properties: { reportSubmit: Boolean, reportSubmitTimeout: Number },
  lifetimes: {
    attached() {
      const onAction = ({ detail }: FormAction) => {
        const items = formItems(elementOf(this))
        if (detail.formType === 'reset') {
          for (const item of items) item.reset()
          this.triggerEvent('reset', {})
        } else {
          const named = items.filter(({ name }) => name !== '')
          this.triggerEvent('submit', {
            value: Object.fromEntries(named.map((item) => [item.name, item.value()])),
          })
        }
      }
      engineOf(this).addListener('formaction', onAction as unknown as () => void)
    },
  },
})
