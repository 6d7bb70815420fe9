import { placeholder } from './shared/placeholder'

placeholder('picker-view', { value: null })
