import { placeholder } from './shared/placeholder'

placeholder('open-data', { type: null })
