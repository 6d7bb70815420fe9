Page({
  data: { id: '' },
  onLoad({ room_id: id = '' }: Record<string, string>) {
    this.setData({ id })
  },
})
