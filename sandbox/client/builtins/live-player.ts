import { placeholder } from './shared/placeholder'

placeholder('live-player', {
  src: null,
  mode: null,
  autoplay: null,
  muted: null,
  orientation: null,
  objectFit: null,
})
