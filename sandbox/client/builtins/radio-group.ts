import { placeholder } from './shared/placeholder'

placeholder('radio-group', { name: null })
