import type { Theme } from '../catalogue/types'
import { mix } from './colour'

/** The colours of a room and of the goods that belong to it: one warm family, six moods. */
export interface Palette {
  readonly wall: string
  readonly wallDeep: string
  readonly table: string
  readonly accent: string
  readonly plant: string
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  tea: {
    wall: '#ebe6d6',
    wallDeep: '#cfd0b6',
    table: '#b48a60',
    accent: '#77875c',
    plant: '#7c9166',
  },
  ceramics: {
    wall: '#e6eae7',
    wallDeep: '#c3d0cf',
    table: '#c4ac8f',
    accent: '#7b9aa0',
    plant: '#86a08b',
  },
  fruit: {
    wall: '#fcecdd',
    wallDeep: '#f4cfb2',
    table: '#d7a578',
    accent: '#e58e63',
    plant: '#8fa765',
  },
  linen: {
    wall: '#f0e9de',
    wallDeep: '#dccdb8',
    table: '#c6a680',
    accent: '#a68d70',
    plant: '#93a07c',
  },
  home: {
    wall: '#efe3da',
    wallDeep: '#d9c1b2',
    table: '#a97b5c',
    accent: '#bd7354',
    plant: '#84967a',
  },
  pantry: {
    wall: '#faeed0',
    wallDeep: '#eed39a',
    table: '#b9864f',
    accent: '#d9a03e',
    plant: '#97a668',
  },
}

const NIGHTS: Readonly<Record<Theme, string>> = {
  tea: '#3c5238',
  ceramics: '#315161',
  fruit: '#8f4a34',
  linen: '#705636',
  home: '#744032',
  pantry: '#80571c',
}

/** The same room after dark, by lamplight. */
export function byLamplight(theme: Theme): Palette {
  const day = PALETTES[theme]
  const night = NIGHTS[theme]
  return {
    wall: mix(day.wall, night, 0.7),
    wallDeep: mix(day.wallDeep, night, 0.86),
    table: mix(day.table, night, 0.24),
    accent: mix(day.accent, night, 0.12),
    plant: mix(day.plant, night, 0.24),
  }
}
