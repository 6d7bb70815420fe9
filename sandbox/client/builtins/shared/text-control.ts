import { elementOf } from './element'
import { registerFormItem } from './form-item'

type Control = HTMLInputElement | HTMLTextAreaElement

const CONTROLS = new WeakMap<object, Control>()

/** Properties that input and textarea share. */
export const TEXT_PROPERTIES = {
  name: String,
  value: String,
  placeholder: String,
  placeholderStyle: String,
  placeholderClass: String,
  disabled: Boolean,
  maxlength: { type: Number, value: 140 },
  focus: Boolean,
  autoFocus: Boolean,
  cursor: Number,
  cursorSpacing: Number,
  selectionStart: Number,
  selectionEnd: Number,
  adjustPosition: { type: Boolean, value: true },
  holdKeyboard: Boolean,
  confirmType: { type: String, value: 'done' },
  confirmHold: Boolean,
} as const

interface TextComponent {
  readonly data: Readonly<{
    name: string
    value: string
    placeholder: string
    disabled: boolean
    maxlength: number
    focus: boolean
    autoFocus: boolean
  }>
  setData: (data: { value: string }) => void
  triggerEvent: (name: string, detail: object) => void
}

/** Adds an HTML control to the built-in and connects its properties and events. */
export function mountControl(component: TextComponent, control: Control): void {
  const value = () => ({ value: control.value })
  CONTROLS.set(component, control)
  elementOf(component).append(control)
  syncControl(component)
  control.addEventListener('input', (event) => {
    event.stopPropagation()
    component.setData(value())
    component.triggerEvent('input', { ...value(), cursor: control.selectionStart })
  })
  control.addEventListener('focus', () =>
    component.triggerEvent('focus', { ...value(), height: 0 }),
  )
  control.addEventListener('blur', () => component.triggerEvent('blur', value()))
  control.addEventListener('keydown', (event) => {
    if (
      event instanceof KeyboardEvent &&
      event.key === 'Enter' &&
      control instanceof HTMLInputElement
    )
      component.triggerEvent('confirm', value())
  })
  registerFormItem(elementOf(component), {
    get name() {
      return component.data.name
    },
    value: () => control.value,
    reset: () => {
      control.value = ''
      component.setData({ value: '' })
    },
  })
  if (component.data.focus || component.data.autoFocus) control.focus()
}

export function syncControl(component: TextComponent): void {
  const control = CONTROLS.get(component)
  if (control === undefined) return
  const { value, placeholder, disabled, maxlength } = component.data
  if (control.value !== value) control.value = value
  control.placeholder = placeholder
  control.disabled = disabled
  if (maxlength >= 0) control.maxLength = maxlength
}

export function focusControl(component: object, focus: boolean): void {
  const control = CONTROLS.get(component)
  if (focus) control?.focus()
  else control?.blur()
}
