import { storefrontPage } from '../../live/index'

storefrontPage()
