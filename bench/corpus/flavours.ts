import type { Fault } from './fault'

const STAND_IN = 'miniprogram/live/services/live-status/sources.channels.ts'

export const FLAVOUR_FAULTS: readonly Fault[] = [
  {
    name: 'a file of the channels flavour under a wrong name',
    rule: 'flavour-stand-in',
    edit: (app) =>
      app.write('miniprogram/live/services/live-status/sauces.channels.ts', 'export {}\n'),
  },
  {
    name: 'a file of the channels flavour without its original',
    rule: 'flavour-stand-in',
    at: STAND_IN,
    edit: (app) => app.remove('miniprogram/live/services/live-status/sources.ts'),
  },
  {
    name: 'the live plugin required in the channels flavour',
    rule: 'plugin-left',
    flavours: ['channels'],
    edit: (app) =>
      app.write(
        STAND_IN,
        `${app.read(STAND_IN)}\nexport const player = () => requirePlugin.async('live-player-plugin')\n`,
      ),
  },
  {
    name: 'a link to the live room in a template of both flavours',
    rule: 'plugin-left',
    flavours: ['channels'],
    edit: (app) => {
      const file = 'miniprogram/packageA/pages/room/room.wxml'
      const room = 'plugin-private://wx2b03c6e691cd7370/pages/live-player-plugin?room_id=1'
      app.write(file, `<navigator url="${room}" />\n${app.read(file)}`)
    },
  },
  {
    name: 'a component of the plugin in a template of both flavours',
    rule: 'undeclared-tag',
    flavours: ['channels'],
    edit: (app) => {
      const file = 'miniprogram/packageA/pages/room/room.wxml'
      app.write(file, `<subscribe room-id="{{1}}" />\n${app.read(file)}`)
    },
  },
  {
    name: 'a stand-in that is larger than the removed plugin code',
    rule: 'flavour-size',
    at: 'miniprogram/app.json',
    flavours: ['plugin', 'channels'],
    edit: (app) =>
      app.write(
        STAND_IN,
        `${app.read(STAND_IN)}\nexport const words = '${'a long text for each phone. '.repeat(2000)}'\n`,
      ),
  },
]
