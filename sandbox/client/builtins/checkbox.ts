import { placeholder } from './shared/placeholder'

placeholder('checkbox', { value: null, checked: null, disabled: null, color: null })
