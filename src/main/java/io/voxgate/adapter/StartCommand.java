package io.voxgate.adapter;

import io.voxgate.model.Agent;
import io.voxgate.model.Channel;
import java.util.Optional;

/**
 * What is to be started.
 *
 * @param channel empty in a dry run that names none
 * @param sessionId our session's id, for vendors that take one; empty in a dry run
 */
public record StartCommand(Agent agent, Optional<Channel> channel, Optional<String> sessionId) {}
