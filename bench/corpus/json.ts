import type { Fault } from './fault'

export const JSON_FAULTS: readonly Fault[] = [
  {
    name: 'no sitemap',
    rule: 'missing-file',
    at: 'miniprogram/app.json',
    edit: (app) => app.remove('miniprogram/sitemap.json'),
  },
]
