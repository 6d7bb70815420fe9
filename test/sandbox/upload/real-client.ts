/**
 * WeChat's own client against whatever the proxy variables lead to; a process of its own, because it reads
 * them once and never ends by itself. Usage: real-client.ts PROJECT_DIR KEY_FILE, in a temporary folder.
 * Last line: what the steps gave, as JSON.
 */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import * as ci from 'miniprogram-ci'

const [projectPath = '', privateKeyPath = ''] = process.argv.slice(2)

async function main(): Promise<object> {
  const config: unknown = JSON.parse(
    readFileSync(path.join(projectPath, 'project.config.json'), 'utf8'),
  )
  const appid = String(Reflect.get(Object(config), 'appid'))
  const project = new ci.Project({ appid, type: 'miniProgram', projectPath, privateKeyPath })
  const common = {
    // its types do not support exactOptionalPropertyTypes
    project: project as Parameters<typeof ci.upload>[0]['project'],
    setting: { useProjectConfig: true },
    onProgressUpdate: () => undefined,
  }
  const uploaded = await ci.upload({ ...common, version: '1.2.3', desc: '说明 & more', robot: 3 })
  const previewed = await ci.preview({ ...common, version: '', desc: '', qrcodeFormat: 'terminal' })
  await ci.getDevSourceMap({
    ...common,
    robot: 3,
    sourceMapSavePath: path.resolve('maps.zip'),
    sleep: 0,
  })
  return { uploaded, previewed }
}

main().then(
  (result) => {
    process.stdout.write(`\n${JSON.stringify(result)}\n`, () => process.exit(0))
  },
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`, () => process.exit(1))
  },
)
