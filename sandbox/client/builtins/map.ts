import { placeholder } from './shared/placeholder'

placeholder('map', {
  longitude: null,
  latitude: null,
  scale: null,
  markers: null,
  showLocation: null,
})
