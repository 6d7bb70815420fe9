// WeChat's own compilers and the open engine's, over the whole app. Plain JavaScript: node modules.
const { execFileSync, spawnSync } = require('child_process')
const fs = require('fs')
const path = require('path')
const { ROOT } = require('./runtime')

const files = (ending) =>
  fs
    .readdirSync(ROOT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(ending))
    .map((file) => file.replace(/\\/g, '/'))
    .sort()

const read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8')

function compileTemplates() {
  return require('miniprogram-compiler').wxmlToJs(ROOT, { maxBuffer: 64 << 20 })
}

const PLATFORMS = { darwin: 'mac/wcsc', linux: 'linux/wcsc', win32: 'windows/wcsc.exe' }

/** WeChat's style compiler over all sheets, as they import one another; its own wrapper loses the message. */
function styleProblems() {
  const home = path.dirname(require.resolve('miniprogram-compiler/package.json'))
  const wcsc = path.join(home, 'bin', PLATFORMS[process.platform])
  if (process.platform !== 'win32') execFileSync('chmod', ['+x', wcsc])
  const sheets = files('.wxss').map((file) => `./${file}`)
  const { status, error, stderr, stdout } = spawnSync(wcsc, ['-lc', '-pc', '0', ...sheets], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  })
  if (error) throw error // it was not started, or printed too much: that says nothing of the styles
  return status === 0 ? '' : stderr || stdout
}

/** The open engine's diagnostics; most are called warnings, and each is a tag that does nothing. */
function templateProblems(file) {
  const { TmplGroup } = require('glass-easel-template-compiler')
  const group = new TmplGroup()
  const found = group.addTmpl(file.replace(/\.wxml$/, ''), read(file)) ?? []
  group.free()
  return found.map(({ message, startLine }) => `${file}:${startLine + 1} ${message}`)
}

module.exports = { files, read, compileTemplates, styleProblems, templateProblems }
