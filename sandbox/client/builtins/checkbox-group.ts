import { placeholder } from './shared/placeholder'

placeholder('checkbox-group', { name: null })
