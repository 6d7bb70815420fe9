import { placeholder } from './shared/placeholder'

placeholder('slider', {
  min: null,
  max: null,
  step: null,
  value: null,
  disabled: null,
  activeColor: null,
  backgroundColor: null,
  blockSize: null,
  showValue: null,
})
