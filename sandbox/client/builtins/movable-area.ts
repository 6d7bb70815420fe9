import { placeholder } from './shared/placeholder'

placeholder('movable-area', { scaleArea: null })
