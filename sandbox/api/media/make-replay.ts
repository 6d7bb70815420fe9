import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { buildCatalogue } from '../catalogue'
import { seededRandom } from '../catalogue/random'
import { drawRoom } from '../pictures'
import { leaf } from '../pictures/motifs/sprig'
import { SHOW_ROOM_ID } from '../show'

/**
 * Films the show's room: a slow move of the camera and leaves in the air. Run by hand when the pictures
 * have changed; needs ffmpeg (with libvpx) and rsvg-convert. See the README of this folder.
 */
const SEED = 20260214
const FRAMES_PER_SECOND = 15
const SECONDS = 12
const WIDTH = 360
const HEIGHT = 640

/** The cover without its outer <svg>, whose gradients and shapes go into each frame. */
function stage(): string {
  const room = buildCatalogue(SEED, 0).rooms.find(({ roomId }) => roomId === SHOW_ROOM_ID)
  if (room === undefined) throw new Error(`The catalogue has no room ${SHOW_ROOM_ID}`)
  return drawRoom(SEED, room, 'cover')
    .replace(/^<svg[^>]*>/, '')
    .replace(/<\/svg>$/, '')
}

interface Drift {
  readonly x: number
  readonly y: number
  readonly speed: number
  readonly turn: number
}

function drifts(): Drift[] {
  const random = seededRandom(SEED)
  return Array.from({ length: 9 }, () => ({
    x: random.whole(-100, 1000),
    y: random.whole(-200, 1100),
    speed: 0.5 + random.next() * 0.7,
    turn: random.whole(0, 360),
  }))
}

/** @param part how much of the film is over, 0 to 1 */
function frame(scene: string, leaves: readonly Drift[], part: number): string {
  const ease = (1 - Math.cos(part * 2 * Math.PI)) / 2
  const height = 1200 - 190 * ease
  const width = (height * WIDTH) / HEIGHT
  const x = 20 + ease * (880 - width - 60)
  const y = (1200 - height) * 0.42
  const inTheAir = leaves.map(({ x: x0, y: y0, speed, turn }) => {
    const fallen = ((y0 + 200 + part * 1400 * speed) % 1500) - 200
    const swayed = x0 + 60 * Math.sin(part * 9 * speed + turn)
    const place = `translate(${swayed.toFixed(1)} ${fallen.toFixed(1)}) rotate(${(turn + part * 260 * speed).toFixed(1)}) scale(0.5)`
    return leaf('#a9b98a', place)
  })
  const box = [x, y, width, height].map((value) => value.toFixed(2)).join(' ')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}" viewBox="${box}">${scene}<g opacity="0.75">${inTheAir.join('')}</g></svg>`
}

function main(): void {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'replay-'))
  const frames = FRAMES_PER_SECOND * SECONDS
  const scene = stage()
  const leaves = drifts()
  for (let index = 0; index < frames; index += 1) {
    const name = path.join(folder, String(index).padStart(3, '0'))
    writeFileSync(`${name}.svg`, frame(scene, leaves, index / frames))
    execFileSync('rsvg-convert', [`${name}.svg`, '-o', `${name}.png`])
  }
  // VP9, because a Chromium without proprietary codecs plays no H.264; faststart, so that it plays at once.
  const film = path.join(__dirname, 'replay.mp4')
  const input = ['-y', '-loglevel', 'error', '-framerate', String(FRAMES_PER_SECOND)]
  const codec = ['-c:v', 'libvpx-vp9', '-crf', '36', '-b:v', '0', '-g', '45', '-row-mt', '1']
  const output = ['-pix_fmt', 'yuv420p', '-movflags', '+faststart', film]
  execFileSync('ffmpeg', [...input, '-i', path.join(folder, '%03d.png'), ...codec, ...output])
  const hls = ['-f', 'hls', '-hls_time', '60', '-hls_playlist_type', 'vod']
  const single = ['-hls_segment_type', 'fmp4', '-hls_flags', 'single_file']
  const segment = ['-hls_segment_filename', path.join(__dirname, 'replay.m4s')]
  const list = path.join(__dirname, 'replay.m3u8')
  execFileSync('ffmpeg', [
    '-y',
    '-loglevel',
    'error',
    '-i',
    film,
    '-c',
    'copy',
    ...hls,
    ...single,
    ...segment,
    list,
  ])
  rmSync(folder, { recursive: true })
}

main()
