// Removes an example that ships with the shop: npm run example -- --remove order [--dry-run]
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const HELP = `Usage: npm run example -- --remove order [--dry-run]

Removes the example order page that the buy button opens: its folder, its line in app.json, its tests. Afterwards
onBuy in miniprogram/on-buy.ts shows "Checkout is not connected yet", until you put your own cart or checkout there.

  --dry-run   only lists the changes
`

/** Files, and folders with everything below them. */
const DELETED = [
  'miniprogram/packageA/pages/order',
  'test/miniprogram/packageA/pages/order',
  'test/e2e/order-example.test.ts',
]

/** The other places that name the page. */
const MENTIONS = [
  { file: 'miniprogram/app.json', text: /,\s*"pages\/order\/order"/ },
  { file: 'miniprogram/README.md', text: / *pages\/order\/ .*\n/ },
  { file: 'jest.config.js', text: / *'packageA\/pages\/order\/order',\n/ },
  { file: 'test/e2e/screens.test.ts', text: / *\{\s*name: 'order(-empty)?',[^]*?\},\n/g },
]

const ON_BUY = 'miniprogram/on-buy.ts'

/** @typedef {{ file: string, content: string | null }} Change content null: the file or folder is deleted */

/**
 * @param {string} root of the project
 * @returns {Change[]} empty if the example is gone already
 */
export function removalOfOrder(root) {
  const read = (file) => readFileSync(path.join(root, file), 'utf8')
  const isThere = (file) => existsSync(path.join(root, file))
  const deleted = DELETED.filter(isThere).map((file) => ({ file, content: null }))
  const edited = MENTIONS.filter(({ file }) => isThere(file)).map(({ file, text }) => ({
    file,
    content: read(file).replace(text, ''),
  }))
  const onBuy = { file: ON_BUY, content: withoutExample(read(ON_BUY)) }
  return [...deleted, ...[...edited, onBuy].filter(({ file, content }) => content !== read(file))]
}

/**
 * on-buy.ts with a body that shows a toast. A file that no longer opens the example stays as it is: its
 * checkout is the merchant's own.
 */
function withoutExample(source) {
  if (!source.includes('pages/order/order')) return source
  return `import { showNoCheckout } from './live/index'
import type { Purchase } from './live/index'

/**
 * Connect your cart or checkout here: every buy button of the app calls this function.
 * @example
 * void wx.navigateTo({ url: productUrlOfYourCart(purchase) })
 * @see docs/extending.md
 */
export function onBuy(_purchase: Purchase): void {
  showNoCheckout()
}
`
}

/** @param {string} root @param {Change[]} changes */
function apply(root, changes) {
  for (const { file, content } of changes) {
    const full = path.join(root, file)
    if (content === null) rmSync(full, { recursive: true })
    else writeFileSync(full, content)
  }
}

function main(args) {
  const unknown = args.filter((arg) => !['--remove', 'order', '--dry-run', '--help'].includes(arg))
  if (args.includes('--help') || args.length === 0) {
    console.log(HELP)
    return
  }
  if (unknown.length > 0 || args[args.indexOf('--remove') + 1] !== 'order') {
    console.error(`Unknown arguments: ${args.join(' ')}\n\n${HELP}`)
    process.exitCode = 2
    return
  }
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
  const changes = removalOfOrder(root)
  for (const { file, content } of changes)
    console.log(`${content === null ? 'delete' : 'edit  '} ${file}`)
  if (changes.length === 0) console.log('The example order page is already gone.')
  if (!args.includes('--dry-run')) apply(root, changes)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2))
