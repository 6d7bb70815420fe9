import type { ShareCard } from '../domain/share'

/** What `onShareTimeline` returns. */
export interface TimelineCard {
  readonly title: string
  readonly query: string
  readonly imageUrl?: string
}

/** A card for Moments: it opens the very page it was shared from, so it carries the query alone. */
export function timelineCard({ title, path, imageUrl }: ShareCard): TimelineCard {
  const query = path.split('?')[1] ?? ''
  return imageUrl === undefined ? { title, query } : { title, query, imageUrl }
}
