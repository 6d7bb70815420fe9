import { join } from 'node:path'
import { openApp } from '../../server/src/app'
import { systemClock } from '../../server/src/clock'
import { explainFaults, parseConfig } from '../../server/src/config'
import { createLog } from '../../server/src/log'
import { openDatabase } from '../../server/src/store/database'
import { openSqliteSnapshotStore } from '../../server/src/store/sqlite-snapshot-store'
import { obey } from './served'
import { snapshotOf } from './shop'

const ROOMS = 40

/** The production back end with all options on. It never calls WeChat. */
obey(async ({ folder }) => {
  if (folder === undefined) throw new Error('The back end was given no folder.')
  const databaseFile = join(folder, 'live.sqlite')
  const database = openDatabase(databaseFile)
  await openSqliteSnapshotStore(database).save(snapshotOf(ROOMS, systemClock.nowMs()))
  database.close()

  const parsed = parseConfig(
    {
      WX_APPID: 'wx0000000000000001',
      WX_APPSECRET: 'of-nobody',
      DATABASE_FILE: databaseFile,
      CORS_ORIGINS: 'https://shop.example.com',
      ADMIN_TOKEN: 'a'.repeat(32),
      METRICS_TOKEN: 'm'.repeat(32),
      // It counts requests but never refuses one.
      RATE_LIMIT_PER_MINUTE: '1000000',
    },
    () => '',
  )
  if (parsed.kind === 'faulty') throw new Error(explainFaults(parsed.faults))
  const { config } = parsed
  const { http } = await openApp({ config, clock: systemClock, log: createLog(config.logLevel) })
  const url = await http.listen({ host: '127.0.0.1', port: 0 })
  return Number(new URL(url).port)
})
