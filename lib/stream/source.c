/* Reading operands with read(2): what is there is handed on at once, and output is flushed before a wait. */
#include "stream/source.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/err.h"

void source_init(struct source *s, char **operand, int operands)
{
	static char dash[] = "-";
	static char *standard_input[] = { dash };

	*s = (struct source){ .operand = operand, .operands = operands, .fd = -1 };
	if (operands == 0) {
		s->operand = standard_input;
		s->operands = 1;
	}
}

static void close_operand(struct source *s)
{
	if (s->fd > STDIN_FILENO)
		close(s->fd);
	s->fd = -1;
	s->heads = 0;
}

bool source_next(struct source *s)
{
	close_operand(s);
	while (s->next < s->operands) {
		const char *name = s->operand[s->next++];
		bool standard = strcmp(name, "-") == 0;
		int fd = standard ? STDIN_FILENO : open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY);
		struct stat st;

		s->name = standard ? "<stdin>" : name;
		if (fd < 0 || fstat(fd, &st) < 0) {
			warn("%s: %s", s->name, strerror(errno));
			if (fd > STDIN_FILENO)
				close(fd);
			continue;
		}
		s->fd = fd;
		if (S_ISDIR(st.st_mode)) {
			warn("%s: %s", s->name, strerror(EISDIR));
			close_operand(s);
			continue;
		}
		s->ended = s->failed = false;
		return true;
	}
	s->name = NULL;
	return false;
}

/* Waits until fd can be read, letting go of pending output first. */
static void wait_for_input(struct source *s)
{
	struct pollfd p = { .fd = s->fd, .events = POLLIN };

	if (s->idle && poll(&p, 1, 0) == 0)
		s->idle(s->idle_ctx);
}

static size_t read_some(struct source *s, char *to, size_t cap)
{
	ssize_t n;

	if (s->ended || s->fd < 0)
		return 0;
	wait_for_input(s);
	while ((n = read(s->fd, to, cap)) < 0) {
		struct pollfd p = { .fd = s->fd, .events = POLLIN };

		if (errno == EAGAIN || errno == EWOULDBLOCK) {
			poll(&p, 1, -1);
		} else if (errno != EINTR) {
			warn("%s: read error: %s", s->name, strerror(errno));
			s->failed = true;
			break;
		}
	}
	if (n <= 0) {
		s->ended = true;
		return 0;
	}
	return (size_t)n;
}

size_t source_read(struct source *s, char *to, size_t cap)
{
	size_t n = s->heads < cap ? s->heads : cap;

	if (n == 0)
		return read_some(s, to, cap);
	memcpy(to, s->head, n);
	memmove(s->head, s->head + n, s->heads - n);
	s->heads -= n;
	return n;
}

struct sv source_peek(struct source *s, size_t want)
{
	if (want > sizeof s->head)
		want = sizeof s->head;
	while (s->heads < want) {
		size_t n = read_some(s, s->head + s->heads, want - s->heads);

		if (n == 0)
			break;
		s->heads += n;
	}
	return (struct sv){ s->head, s->heads < want ? s->heads : want };
}
