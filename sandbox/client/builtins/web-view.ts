import { placeholder } from './shared/placeholder'

placeholder('web-view', { src: null })
