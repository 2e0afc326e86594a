import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

const service = process.env['VOXGATE_URL'] ?? 'http://localhost:8080'

export default defineConfig({
  plugins: [react()],
  build: {
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // An icon inside a style sheet or script would be a data: address; the policy of pages allows it for images alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/v1': service, '/portal': service, '/openapi.json': service, '/reference': service, '/webjars': service } },
})
