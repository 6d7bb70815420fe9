import { placeholder } from './shared/placeholder'

placeholder('rich-text', { nodes: null, space: null })
