export type {
  Signature,
  UploadCall,
  UploadFault,
  UploadStandIn,
  UploadStandInOptions,
} from './stand-in'
