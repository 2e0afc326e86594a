package io.voxgate.api.http;

import io.voxgate.database.DatabaseShareUsedUp;
import io.voxgate.database.DatabaseUnavailable;
import io.voxgate.database.Transaction;
import io.voxgate.limits.Limit;
import io.voxgate.model.Fault;
import io.voxgate.model.Problem;
import io.voxgate.model.ProblemCode;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Everything that ends a request early, as a problem. What we did not expect is logged with the request's id, and
 * answered without details.
 */
public class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    private static final int SHARE_AGAIN_MS = 1_000;

    private final AllowedMethods methods;

    public ProblemMappers(AllowedMethods methods) {
        this.methods = methods;
    }

    @ServerExceptionMapper
    public Response problem(Problem problem, ContainerRequestContext request) {
        return ProblemResponses.answer(problem, request);
    }

    @ServerExceptionMapper
    public Response parameter(ConstraintViolationException e, ContainerRequestContext request) {
        List<Fault> faults = e.getConstraintViolations().stream()
                .map(v -> {
                    String path = v.getPropertyPath().toString();
                    return new Fault(
                            "/" + path.substring(path.indexOf('.') + 1), "INVALID", "It " + v.getMessage() + ".");
                })
                .toList();
        return ProblemResponses.answer(
                Problem.of(ProblemCode.INVALID_PARAMETER, "A parameter is invalid.", faults), request);
    }

    @ServerExceptionMapper
    public Response database(DatabaseUnavailable e, ContainerRequestContext request) {
        if (e instanceof DatabaseShareUsedUp used) {
            return ProblemResponses.answer(
                    Problem.overLimit(
                                    ProblemCode.RATE_LIMITED,
                                    Limit.DATABASE_CONNECTIONS_PER_TENANT,
                                    used.share(),
                                    "The tenant's requests have all " + used.share()
                                            + " connections to the database that they may have at once. Nothing was "
                                            + "done; send fewer at once, or try again.")
                            .with("retryAfterMs", SHARE_AGAIN_MS)
                            .mayRetry(),
                    request);
        }
        LOG.warnf("The database did not answer: requestId=%s cause=%s", RequestIds.of(request), e.reason());
        if (e.mayBeDone()) {
            return ProblemResponses.answer(
                    Problem.of(
                            ProblemCode.UNAVAILABLE,
                            e.getMessage()
                                    + " The connection broke while this was stored, so that it may have been done: "
                                    + "look before you send it again."),
                    request);
        }
        String detail = e.getMessage() + " Nothing was done; try again.";
        Problem problem = e.limit()
                .map(limit -> Problem.overLimit(ProblemCode.UNAVAILABLE, limit, detail))
                .orElseGet(() -> Problem.of(ProblemCode.UNAVAILABLE, detail));
        return ProblemResponses.answer(problem.mayRetry(), request);
    }

    @ServerExceptionMapper
    public Response conflict(Transaction.Conflict e, ContainerRequestContext request) {
        return ProblemResponses.answer(
                e.tenantGone()
                        ? Problem.of(
                                ProblemCode.UNAUTHENTICATED, "The tenant was deleted at this moment. Nothing was done.")
                        : broken(e, request),
                request);
    }

    @ServerExceptionMapper
    public Response web(WebApplicationException e, ContainerRequestContext request) {
        // Where several resources share the beginning of their paths, the framework says 404 for a wrong method.
        boolean otherMethods = e.getResponse().getStatus() == 405
                || (e.getResponse().getStatus() == 404
                        && methods.refuses(
                                request.getMethod(), request.getUriInfo().getPath()));
        Problem problem = switch (otherMethods ? 405 : e.getResponse().getStatus()) {
            case 400 -> Problem.of(ProblemCode.INVALID_PARAMETER, "The request cannot be read.");
            case 401 -> Problem.of(ProblemCode.UNAUTHENTICATED, "Send a valid key: Authorization: Bearer <key>.");
            case 403 -> Problem.of(ProblemCode.FORBIDDEN, "The key's roles do not allow this.");
            case 404 -> Problem.notFound("There is nothing at this path.");
            case 405 ->
                Problem.of(ProblemCode.METHOD_NOT_ALLOWED, "This path takes other methods; see the header Allow.");
            case 406 ->
                Problem.of(ProblemCode.NOT_ACCEPTABLE, "There is no such representation; ask for application/json.");
            case 413 -> Problem.of(ProblemCode.BODY_TOO_LARGE, "The body is too large.");
            case 415 ->
                Problem.of(
                        ProblemCode.UNSUPPORTED_MEDIA_TYPE,
                        "Send application/json (or YAML where the contract says so).");
            default -> broken(e, request);
        };
        Response answer = ProblemResponses.answer(problem, request);
        if (otherMethods) {
            answer.getHeaders()
                    .putSingle(
                            HttpHeaders.ALLOW, methods.of(request.getUriInfo().getPath()));
        }
        return answer;
    }

    @ServerExceptionMapper
    public Response aborted(RequestAborted e, ContainerRequestContext request) {
        LOG.infof(
                "A client went away in the midst of its request: requestId=%s cause=%s",
                RequestIds.of(request), e.getMessage());
        return ProblemResponses.answer(
                Problem.of(ProblemCode.MALFORMED_BODY, "The body did not come to its end."), request);
    }

    @ServerExceptionMapper
    public Response unexpected(Throwable e, ContainerRequestContext request) {
        return ProblemResponses.answer(broken(e, request), request);
    }

    private static Problem broken(Throwable e, ContainerRequestContext request) {
        LOG.errorf(e, "A request failed: requestId=%s", RequestIds.of(request));
        return Problem.of(
                ProblemCode.INTERNAL_ERROR, "Something is broken on our side; the request id finds it in the log.");
    }
}
