"""Twins of the real devices, shipped with the product: for demonstrations, for tests, for learning.

They speak on real wires (a pty, TCP) in the bytes of real devices, so that the whole way in is the real one.
"""
