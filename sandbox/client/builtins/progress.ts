import { placeholder } from './shared/placeholder'

placeholder('progress', {
  percent: null,
  showInfo: null,
  strokeWidth: null,
  activeColor: null,
  backgroundColor: null,
})
