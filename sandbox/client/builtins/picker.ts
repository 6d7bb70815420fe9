import { placeholder } from './shared/placeholder'

placeholder('picker', {
  mode: null,
  range: null,
  rangeKey: null,
  value: null,
  start: null,
  end: null,
  fields: null,
  disabled: null,
  headerText: null,
})
