import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import './page.css';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import { createRoot } from 'react-dom/client';

const firstQuery = `# The newest cells, their runs and what was scored.
{
  cells(first: 10) {
    nodes {
      id
      runs {
        id
        state
        scores { axis value notRecorded notApplicable }
      }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`;

const fetcher = createGraphiQLFetcher({ url: new URL('/graphql', window.location.href).href });
createRoot(document.getElementById('graphiql')).render(<GraphiQL fetcher={fetcher} defaultQuery={firstQuery} />);
