package io.voxgate.api.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.voxgate.model.Problem;
import io.voxgate.secret.IdGenerator;
import jakarta.enterprise.context.ApplicationScoped;

/** Answers requests with a problem before any resource has seen them. */
@ApplicationScoped
public class EarlyProblems {
    private final IdGenerator idGenerator;
    private final ObjectMapper mapper;

    public EarlyProblems(IdGenerator idGenerator, ObjectMapper mapper) {
        this.idGenerator = idGenerator;
        this.mapper = mapper;
    }

    public void answer(RoutingContext context, Problem problem) {
        String id = RequestIds.decent(context.request().getHeader(RequestIds.HEADER))
                .orElseGet(() -> idGenerator.next("req"));
        HttpServerResponse response =
                context.response().setStatusCode(problem.code().status()).putHeader(RequestIds.HEADER, id);
        ProblemResponses.headers(problem).forEach(response::putHeader);
        response.end(text(ProblemResponses.body(problem, context.request().path(), id)));
    }

    private String text(ProblemResponses.Body body) {
        try {
            return mapper.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
