import { placeholder } from './shared/placeholder'

placeholder('ad', { unitId: null })
