import { enhance } from './map';

enhance();
