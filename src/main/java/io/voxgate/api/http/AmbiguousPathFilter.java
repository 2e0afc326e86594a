package io.voxgate.api.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The door for requests with two readings. The server would quietly take {@code keys/..} for the tenant above,
 * {@code //} for {@code /} and {@code keys;x} for {@code keys}; who lets requests through by their path (a proxy, a
 * log, a rule) would have read another one.
 */
@ApplicationScoped
public class AmbiguousPathFilter {
    /** Before everything that looks at a path. */
    static final int FIRST = 10_000;

    private static final Pattern DOT = Pattern.compile("%2e", Pattern.CASE_INSENSITIVE);
    private static final Pattern TWO_READINGS =
            Pattern.compile("[;#\\\\]|%2f|%5c|%(?![0-9a-f]{2})", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.\\-_~%:\\[\\]]*");

    private static final String ONE_HOST = "A request names one host, in one header Host.";

    private final EarlyProblems problems;

    public AmbiguousPathFilter(EarlyProblems problems) {
        this.problems = problems;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, FIRST);
    }

    /** Where no host can be read at all, the server itself gives up before any filter has seen the request. */
    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(context -> {
            if (context.request().authority() == null) {
                problems.answer(context, Problem.of(ProblemCode.INVALID_PARAMETER, ONE_HOST));
            } else {
                context.next();
            }
        });
    }

    private void check(RoutingContext context) {
        if (!plain(context.request().path())) {
            problems.answer(
                    context,
                    Problem.notFound("There is nothing at this path: write it without dot segments, empty "
                            + "segments, \";\", \"#\", backslashes and encoded slashes."));
        } else if (!named(context.request())) {
            problems.answer(context, Problem.of(ProblemCode.INVALID_PARAMETER, ONE_HOST));
        } else {
            context.next();
        }
    }

    /** Whether a proxy in front must have read the same host. */
    private static boolean named(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        return hosts.size() == 1 && HOST.matcher(hosts.getFirst()).matches();
    }

    /** @param path as it stands in the request line */
    static boolean plain(String path) {
        if (path.equals("*")) {
            return true;
        }
        List<String> segments = Arrays.asList(DOT.matcher(path).replaceAll(".").split("/", -1));
        boolean rooted = segments.size() > 1 && segments.getFirst().isEmpty();
        // The last segment may be empty: a slash at the end changes nothing.
        boolean gaps = rooted && segments.subList(1, segments.size() - 1).contains("");
        return rooted
                && !gaps
                && !segments.contains(".")
                && !segments.contains("..")
                && !TWO_READINGS.matcher(path).find();
    }
}
