import { placeholder } from './shared/placeholder'

placeholder('radio', { value: null, checked: null, disabled: null, color: null })
