import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PackedFile } from '../../release/compile/messages'
import { withoutStandIns } from '../../release/flavour/without-stand-ins'
import { packedPath } from '../../release/project/packed-source'
import { buildProject } from '../../release/project/read-project'
import type { Project } from '../../release/project/project'
import { applyRules, RULES } from '../../release/rules'
import { type CheckInput, PLUGIN_FLAVOUR } from '../../release/rules/rule'
import { DEFAULT_SETTINGS } from '../../release/settings'
import { NO_TYPE_FACTS } from '../../release/types/type-facts'

/** Files by their path from the project's folder; null removes a file. */
export type Changes = Readonly<Record<string, string | null>>

const json = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

export const APP_JSON = {
  pages: ['pages/index/index'],
  subpackages: [
    {
      root: 'packageA',
      pages: ['pages/room/room'],
      plugins: { 'live-player-plugin': { version: '1.3.5', provider: 'wx2b03c6e691cd7370' } },
    },
  ],
  lazyCodeLoading: 'requiredComponents',
  sitemapLocation: 'sitemap.json',
}

/** The smallest app of this structure: main package, live subpackage, one component each. */
const SHOP: Readonly<Record<string, string>> = {
  'project.config.json': json({
    appid: 'wx0000000000000001',
    compileType: 'miniprogram',
    miniprogramRoot: 'miniprogram/',
    libVersion: '3.8.0',
    setting: {
      useCompilerPlugins: ['typescript'],
      es6: true,
      minified: true,
      minifyWXML: true,
      minifyWXSS: true,
      ignoreUploadUnusedFiles: true,
    },
    packOptions: { ignore: [{ type: 'glob', value: '**/*.channels.*' }], include: [] },
  }),
  'miniprogram/app.json': json(APP_JSON),
  'miniprogram/app.ts': 'App({})\n',
  'miniprogram/app.wxss': 'page {\n  color: #111;\n}\n',
  'miniprogram/sitemap.json': json({ rules: [{ action: 'allow', page: '*' }] }),
  'miniprogram/domain/links.ts':
    'export const roomPath = (id: number): string => `/packageA/pages/room/room?room_id=${id}`\n',
  'miniprogram/domain/price.ts':
    'export const yuan = (fen: number): string => (fen / 100).toFixed(2)\n',
  'miniprogram/components/price/price.json': json({ component: true, usingComponents: {} }),
  'miniprogram/components/price/price.ts': [
    "import { yuan } from '../../domain/price'",
    'Component({ data: { text: yuan(1990) } })',
    '',
  ].join('\n'),
  'miniprogram/components/price/price.wxml': '<text>{{text}}</text>\n',
  'miniprogram/pages/index/index.json': json({
    usingComponents: { price: '/components/price/price' },
  }),
  'miniprogram/pages/index/index.ts': 'Page({ data: {} })\n',
  'miniprogram/pages/index/index.wxml': '<view><price /></view>\n',
  'miniprogram/packageA/pages/room/room.json': json({
    usingComponents: {
      subscribe: 'plugin-private://wx2b03c6e691cd7370/components/subscribe/subscribe',
    },
  }),
  'miniprogram/packageA/pages/room/room.ts': [
    "const player = requirePlugin('live-player-plugin')",
    'Page({ data: { player } })',
    '',
  ].join('\n'),
  'miniprogram/packageA/pages/room/room.wxml': '<view><subscribe room-id="{{1}}" /></view>\n',
  'miniprogram/packageA/pages/room/room.channels.ts': 'Page({ data: {} })\n',
  'miniprogram/packageA/pages/room/room.channels.wxml': '<view><channel-live /></view>\n',
}

function shopFiles(changes: Changes): [string, string][] {
  return Object.entries({ ...SHOP, ...changes }).flatMap(([file, text]) =>
    text === null ? [] : [[file, text]],
  )
}

/** app.json with some of its keys changed. */
export function appJson(changes: object): string {
  return json({ ...APP_JSON, ...changes })
}

export const LIVE = { version: '1.3.5', provider: 'wx2b03c6e691cd7370' }

/** app.json with these plugins in packageA and in the main package. */
export function withPlugins(plugins: object | undefined, main?: object): string {
  return appJson({
    ...(main ? { plugins: main } : {}),
    subpackages: [{ root: 'packageA', pages: ['pages/room/room'], ...(plugins && { plugins }) }],
  })
}

/** The shop as data for the rules. */
export function aProject(changes: Changes = {}): Project {
  const project = buildProject(
    'miniprogram',
    shopFiles(changes).flatMap(([file, text]): [string, string][] =>
      file.startsWith('miniprogram/') ? [[file.slice('miniprogram/'.length), text]] : [],
    ),
    Object.entries({ ...SHOP, ...changes }).flatMap(([file, text]): [string, string][] =>
      /^project\.\w+(?:\.\w+)?\.json$/.test(file) && text !== null ? [[file, text]] : [],
    ),
  )
  return withoutStandIns(project)
}

/** The packed files, as if all files were packed. */
export function packedOf(project: Project): PackedFile[] {
  return [...project.files.keys()]
    .filter((file) => !file.endsWith('.d.ts'))
    .map((file) => ({ path: packedPath(file), bytes: 1 }))
}

export function anInput(changes: Changes = {}, more: Partial<CheckInput> = {}): CheckInput {
  const project = aProject(changes)
  return {
    project,
    flavour: PLUGIN_FLAVOUR,
    packed: packedOf(project),
    settings: DEFAULT_SETTINGS,
    types: NO_TYPE_FACTS,
    wechat: [],
    ...more,
  }
}

/** `rule file:line` of every problem. */
export function found(changes: Changes, more: Partial<CheckInput> = {}): string[] {
  return applyRules(RULES, anInput(changes, more)).problems.map(
    ({ rule, file, line }) => `${rule} ${file}:${line}`,
  )
}

/** The shop in a temporary folder for the compiler. */
export function aProjectFolder(changes: Changes = {}): { dir: string; remove: () => void } {
  const dir = mkdtempSync(path.join(tmpdir(), 'shop-under-check-'))
  for (const [file, text] of shopFiles(changes)) {
    mkdirSync(path.dirname(path.join(dir, file)), { recursive: true })
    writeFileSync(path.join(dir, file), text)
  }
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) }
}
