import { request, type Schemas } from './client'

export type Certificate = Schemas['Certificate']

export const certificates = {
  issue: (attempt: string) => request<Certificate>(`/attempts/${attempt}/certificate`, {}),
  check: (code: string) => request<Certificate>(`/certificates/${encodeURIComponent(code)}`),
}
