import { placeholder } from './shared/placeholder'

placeholder('page-container', { show: null })
