/** A form control whose value `<form>` collects under its name. */
export interface FormItem {
  readonly name: string
  value: () => unknown
  reset: () => void
}

const ITEMS = new WeakMap<Element, FormItem>()

export function registerFormItem(element: Element, item: FormItem): void {
  ITEMS.set(element, item)
}

export function formItems(form: Element): FormItem[] {
  return [...form.querySelectorAll('*')].flatMap((one) => ITEMS.get(one) ?? [])
}
