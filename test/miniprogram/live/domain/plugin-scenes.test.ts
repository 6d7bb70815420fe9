import { mayAskShareParams } from '../../../../miniprogram/live/domain/plugin-scenes'

const ALLOWED = [1007, 1008, 1014, 1044, 1045, 1046, 1047, 1048, 1049, 1073, 1154, 1155]

it('allows the question in the twelve scenes of the contract, and in no other', () => {
  const scenes = Array.from({ length: 400 }, (_, at) => 950 + at)
  expect(scenes.filter(mayAskShareParams)).toEqual(ALLOWED)
})
