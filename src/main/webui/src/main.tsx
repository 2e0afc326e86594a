import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect } from 'react'
import { createRoot } from 'react-dom/client'
import { ProblemError } from './contract/client'
import { LanguageProvider } from './i18n'
import { router } from './app/router'
import { readSession } from './sign-in/requests'
import { useSession } from './sign-in/session'
import { SignInPage } from './sign-in/SignInPage'
import { Loading } from './ui/parts'
import { applyTheme } from './ui/Preferences'
import './styles/index.css'

applyTheme()

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      retry: (count, error) => count < 2 && !(error instanceof ProblemError && !error.problem.retryable),
    },
  },
})

function Portal() {
  const { signedIn } = useSession()
  useEffect(() => {
    // Whoever signs in next sees nothing of what this one saw.
    if (signedIn !== true) queries.clear()
  }, [signedIn])
  if (signedIn === undefined) return <Loading />
  return signedIn ? <RouterProvider router={router} /> : <SignInPage />
}

void readSession()
const root = document.getElementById('root')
if (root) {
  createRoot(root).render(
    <StrictMode>
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <Portal />
        </QueryClientProvider>
      </LanguageProvider>
    </StrictMode>,
  )
}
