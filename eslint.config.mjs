import js from '@eslint/js'
import tseslint from 'typescript-eslint'

const DOWN = 'arrows point one way: pages → live/services → live/domain (docs/architecture.md)'

/**
 * Only one block for each folder: if two blocks set the same rule for a file, the later replaces
 * the earlier with all its options.
 */
const arrows = (files, patterns, ignores = []) => ({
  files,
  ignores,
  rules: {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      { patterns: patterns.map(([regex, message]) => ({ regex, message })) },
    ],
  },
})

const OUTSIDE_APP = [
  '(^|/)(server|sandbox|release|test|bench)/',
  'the app imports nothing but itself and types of typings/',
]
/** @param depth of the file below live/, its own folder included */
const outsideLive = (depth) => [
  `^(\\.\\./){${depth},}(?!typings/|\\.\\./)`,
  'live/ is copied whole into other apps: it imports nothing outside itself but types of typings/',
]
const DRAWS = 'a component draws properties and emits events'
const NPM_RUNTIME = ['^[^./]', 'the app has no npm run-time dependencies']

const SERVER_ALONE = [
  '(^|/)(miniprogram|sandbox|release|test|bench)/',
  'the server imports itself only',
]
const SERVER_DOWN = 'arrows point down: http → sync/store → wechat (server/README.md)'

/** Each part of the back end, and the parts that it may import. */
const SERVER_PARTS = {
  http: ['sync', 'sessions', 'metrics', 'quota', 'store', 'catalog'],
  sync: ['wechat', 'quota', 'store', 'catalog'],
  wechat: ['quota', 'store'],
  sessions: ['wechat', 'store'],
  metrics: ['sync', 'wechat', 'quota', 'store'],
  quota: ['store'],
  store: ['catalog'],
  catalog: [],
}
const SERVICES_DOWN = 'services point one way: see LIVE_SERVICES'

/** Each folder of live/services, and the folders that it may import. */
const LIVE_SERVICES = {
  page: ['rooms', 'navigation', 'live-status', 'entry', 'backend', 'wechat', 'phone'],
  rooms: ['navigation', 'live-status', 'entry', 'backend', 'wechat', 'phone'],
  navigation: ['entry', 'phone'],
  'live-status': ['wechat', 'phone'],
  entry: ['wechat', 'phone'],
  backend: ['phone'],
  wechat: ['phone'],
  phone: [],
}
const without = (all, some) => all.filter((one) => !some.includes(one))

const JOINED = 'every link of the app is built and read in live/domain/live-link.ts'

/**
 * Calls that need the shopper's consent (user-privacy/miniprogram-intro). The app makes none of
 * them. A merchant who needs one declares it first.
 */
const ASKS_CONSENT =
  'addPhoneCalendar addPhoneContact addPhoneRepeatCalendar chooseAddress chooseImage ' +
  'chooseInvoice chooseInvoiceTitle chooseLicensePlate chooseLocation chooseMedia ' +
  'chooseMessageFile choosePoi chooseVideo createBLEPeripheralServer createVKSession ' +
  'getClipboardData getFuzzyLocation getLocation getUserInfo getUserProfile getWeRunData ' +
  'joinVoIPChat openBluetoothAdapter saveImageToPhotosAlbum saveVideoToPhotosAlbum ' +
  'setClipboardData startLocationUpdate startLocationUpdateBackground startRecord'

export default tseslint.config(
  {
    ignores: ['**/node_modules/', '.cache/', '.data/', 'coverage/', '**/dist/', 'typings/api.d.ts'],
  },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked, ...tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: {
        project: [
          './tsconfig.json',
          './tsconfig.test.json',
          './tsconfig.browser.json',
          './tsconfig.node.json',
        ],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: false, requireDefaultForNonUnion: true },
      ],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: {
      globals: {
        require: 'readonly',
        module: 'writable',
        exports: 'writable',
        __dirname: 'readonly',
        process: 'readonly',
        console: 'readonly',
        globalThis: 'readonly',
        URL: 'readonly',
        Buffer: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        AbortSignal: 'readonly',
        AbortController: 'readonly',
        performance: 'readonly',
      },
    },
  },
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', 'window', 'document', 'fetch', 'process', 'localStorage'],
    },
  },
  {
    files: ['miniprogram/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        ...ASKS_CONSENT.split(' ').map((property) => ({
          object: 'wx',
          property,
          message: 'WeChat asks for consent here: see docs/extending.md, Privacy',
        })),
      ],
    },
  },
  {
    files: ['miniprogram/**/*.ts'],
    ignores: [
      'miniprogram/{routes,on-buy}.ts',
      'miniprogram/live/domain/{live-link,plugin-link}.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: 'Literal[value=/^\\x2f?(packageA\\x2f)?pages\\x2f|^plugin-private:/]',
          message: JOINED,
        },
        {
          selector:
            'TemplateElement[value.raw=/^\\x2f?(packageA\\x2f)?pages\\x2f|^plugin-private:|[?&]\\w+=$/]',
          message: JOINED,
        },
      ],
    },
  },
  {
    files: ['{bench,release,sandbox,scripts,server,test}/**/*.{ts,mjs}'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'CallExpression[callee.name=/^(spawn|fork)$/] > ObjectExpression > Property[key.name="timeout"]',
          message:
            'its timer outlives a program that cannot be started: runProgram of scripts/command has a limit',
        },
        {
          selector:
            'ObjectExpression:has(> Property[key.name="withFileTypes"]) > Property[key.name="recursive"]',
          message:
            'Node 24 follows links here and Node 20 does not: use listFiles of release/project/list-files',
        },
      ],
    },
  },
  arrows(['miniprogram/live/*.ts'], [outsideLive(3), OUTSIDE_APP, NPM_RUNTIME]),
  arrows(
    ['miniprogram/live/domain/**/*.ts'],
    [['(^|/)(services|components)/', DOWN], outsideLive(2), OUTSIDE_APP, NPM_RUNTIME],
  ),
  ...Object.entries(LIVE_SERVICES).map(([folder, below]) =>
    arrows(
      [`miniprogram/live/services/${folder}/**/*.ts`],
      [
        [
          `(^|/)(${without(Object.keys(LIVE_SERVICES), [folder, ...below]).join('|')})/[^/]+$`,
          SERVICES_DOWN,
        ],
        ['(^|/)components/', DOWN],
        outsideLive(3),
        OUTSIDE_APP,
        NPM_RUNTIME,
      ],
    ),
  ),
  arrows(
    ['miniprogram/live/components/**/*.ts'],
    [['(^|/)services/', DRAWS], outsideLive(3), OUTSIDE_APP, NPM_RUNTIME],
  ),
  arrows(
    ['miniprogram/packageA/components/**/*.ts'],
    [['(^|/)(services|pages)/', DRAWS], OUTSIDE_APP, NPM_RUNTIME],
  ),
  arrows(
    ['miniprogram/*.ts', 'miniprogram/pages/**/*.ts'],
    [
      ['(^|/)live/(?!index$)', 'the shop uses the live part by live/index alone'],
      ['(^|/)packageA/', 'the main package cannot reach into a subpackage'],
      OUTSIDE_APP,
      NPM_RUNTIME,
    ],
  ),
  arrows(
    ['miniprogram/packageA/**/*.ts'],
    [['(^|/)\\.\\./pages/', 'pages do not import pages'], OUTSIDE_APP, NPM_RUNTIME],
    ['miniprogram/packageA/components/**/*.ts'],
  ),
  ...Object.entries(SERVER_PARTS).map(([part, below]) =>
    arrows(
      [`server/src/${part}/**/*.ts`],
      [
        [`(^|/)(${without(Object.keys(SERVER_PARTS), [part, ...below]).join('|')})/`, SERVER_DOWN],
        SERVER_ALONE,
      ],
    ),
  ),
  arrows(['server/*.ts', 'server/src/*.ts'], [SERVER_ALONE]),
  arrows(
    ['bench/**/*.ts'],
    [['(^|/)miniprogram/', 'the app is measured from outside, in the sandbox']],
  ),
  arrows(['sandbox/**/*.ts'], [['(^|/)(server|release|test)/', 'the sandbox imports itself only']]),
  arrows(
    ['release/**/*.ts'],
    [['(^|/)(miniprogram|server|sandbox|test)/', 'release reads the project as data']],
  ),
)
