// Package embedding asks an embeddings endpoint how near texts are in meaning: the one
// optional part that talks to a language model, off unless the user names an endpoint.
//
// In: texts. Out: a vector of length 1 for each. How: POST to an OpenAI-compatible
// /embeddings endpoint (Ollama, llama.cpp, any hosted one), in batches. Limits: the
// endpoint is whatever the user named and may be local; answers are limited in size and
// time and checked for shape; there are no retries.
package embedding

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"net/http"
	"net/url"
	"strings"
	"time"
)

const (
	batch     = 64               // texts in one request
	maxAnswer = 64 << 20         // bytes of one answer
	patience  = 60 * time.Second // for one answer
)

// Client asks one model at one endpoint. It is safe for concurrent use.
type Client struct {
	endpoint, model, key string
	http                 *http.Client
}

// New returns a client for an endpoint: the address of the API ("http://localhost:11434",
// with or without /v1 or /v1/embeddings), the model's name, and a key, "" for none.
func New(address, model, key string) (*Client, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, fmt.Errorf("embeddings endpoint %q: need an http(s) address such as http://localhost:11434", address)
	}
	if model == "" {
		return nil, fmt.Errorf("embeddings endpoint %s: name the model too (--embeddings-model)", address)
	}
	u.Path = strings.TrimSuffix(u.Path, "/")
	switch {
	case strings.HasSuffix(u.Path, "/embeddings"):
	case u.Path == "":
		u.Path = "/v1/embeddings"
	default:
		u.Path += "/embeddings"
	}
	return &Client{u.String(), model, key, &http.Client{Timeout: patience}}, nil
}

// Vectors returns a vector of length 1 for each text, all of one dimension.
func (c *Client) Vectors(ctx context.Context, texts []string) ([][]float32, error) {
	out := make([][]float32, 0, len(texts))
	for len(texts) > 0 {
		n := min(batch, len(texts))
		vectors, err := c.ask(ctx, texts[:n])
		if err != nil {
			return nil, fmt.Errorf("ask %s for embeddings: %w", c.endpoint, err)
		}
		out, texts = append(out, vectors...), texts[n:]
		if len(out[0]) != len(vectors[0]) {
			return nil, fmt.Errorf("ask %s for embeddings: vectors of %d and %d dimensions", c.endpoint, len(out[0]), len(vectors[0]))
		}
	}
	return out, nil
}

func (c *Client) ask(ctx context.Context, texts []string) ([][]float32, error) {
	body, err := json.Marshal(map[string]any{"model": c.model, "input": texts})
	if err != nil {
		return nil, err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, c.endpoint, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	req.Header.Set("Content-Type", "application/json")
	if c.key != "" {
		req.Header.Set("Authorization", "Bearer "+c.key)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if err != nil {
		return nil, err
	}
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("status %s: %.200s", resp.Status, bytes.TrimSpace(raw))
	}
	return vectors(raw, len(texts))
}

// vectors reads an answer that must hold n vectors of one dimension.
func vectors(raw []byte, n int) ([][]float32, error) {
	var answer struct {
		Data []struct {
			Index     int
			Embedding []float32
		}
	}
	if err := json.Unmarshal(raw, &answer); err != nil {
		return nil, fmt.Errorf("answer is not JSON: %w", err)
	}
	if len(answer.Data) != n {
		return nil, fmt.Errorf("%d vectors for %d texts", len(answer.Data), n)
	}
	out := make([][]float32, n)
	for _, d := range answer.Data {
		if d.Index < 0 || d.Index >= n || out[d.Index] != nil || len(d.Embedding) == 0 {
			return nil, fmt.Errorf("vector %d is missing, empty or given twice", d.Index)
		}
		if len(d.Embedding) != len(answer.Data[0].Embedding) {
			return nil, fmt.Errorf("vectors of %d and %d dimensions", len(answer.Data[0].Embedding), len(d.Embedding))
		}
		out[d.Index] = unit(d.Embedding)
	}
	return out, nil
}

// unit scales a vector to length 1, in place; a zero vector stays.
func unit(v []float32) []float32 {
	sum := 0.0
	for _, x := range v {
		sum += float64(x) * float64(x)
	}
	if sum > 0 {
		by := float32(1 / math.Sqrt(sum))
		for i := range v {
			v[i] *= by
		}
	}
	return v
}
