import { placeholder } from './shared/placeholder'

placeholder('canvas', { type: null, canvasId: null })
