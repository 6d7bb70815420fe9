import { placeholder } from './shared/placeholder'

placeholder('movable-view', { direction: null, x: null, y: null })
